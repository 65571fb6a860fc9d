"""Uses the bridge with OpenAI's own package: openai_client.py <base url> <agent> <agent that asks>."""

import sys
import time
import uuid

import openai

url, agent, careful = sys.argv[1:]
client = openai.OpenAI(base_url=url, api_key="none", max_retries=0)

assert agent in [model.id for model in client.models.list()]

# A stream, its replay and its rest.
seen = list(client.responses.create(model=agent, input="What does NVDA cost?", stream=True))
assert [event.sequence_number for event in seen] == list(range(len(seen)))
response = seen[-1].response
rest = list(client.responses.retrieve(response.id, stream=True, starting_after=9))
assert [event.to_dict() for event in rest][:-1] == [event.to_dict() for event in seen][10:-1]
assert rest[-1].response.output == response.output

# The package's own accumulator.
with client.responses.stream(model=agent, input="[[think]] Say something in about 20 words") as stream:
    for event in stream:
        pass
    final = stream.get_final_response()
assert [item.type for item in final.output] == ["reasoning", "message"], final.output
assert "emulated answer" in final.output_text

# In the background.
started = client.responses.create(model=agent, input="Write in about 2000 words", background=True)
assert client.responses.cancel(started.id).status == "cancelled"
started = client.responses.create(model=agent, input="Say hello", background=True)
for _ in range(300):
    now = client.responses.retrieve(started.id)
    if now.status == "completed":
        break
    time.sleep(0.1)
assert now.status == "completed", now.status

# An approval.
asked = client.responses.create(model=careful, input="What does AMD cost?")
request = asked.output[0]
assert request.type == "mcp_approval_request"
decision = {"type": "mcp_approval_response", "approval_request_id": request.id, "approve": True}
decided = client.responses.create(previous_response_id=asked.id, input=[decision])
assert "USD" in decided.output_text

# A repeated request is one request.
key = {"Idempotency-Key": str(uuid.uuid4())}
ids = [
    client.responses.create(model=agent, input="hello", extra_headers=key).id for _ in range(2)
]
assert ids[0] == ids[1]

# A chat.
messages = [{"role": "user", "content": "What does AMD cost?"}]
whole = client.chat.completions.create(model=agent, messages=messages)
chunks = client.chat.completions.create(model=agent, messages=messages, stream=True)
text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks)
assert text == whole.choices[0].message.content

# An error.
try:
    client.responses.create(model="no-agent", input="hello")
    raise AssertionError("an unknown model was accepted")
except openai.NotFoundError as error:
    assert error.code == "model_not_found"
