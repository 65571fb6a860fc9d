"""Lists the agents' tools, asks one with progress, and approves what it asks for: ask.py URL TOOL MESSAGE"""

import asyncio
import json
import sys

from mcp import Client
from mcp.types import ElicitResult


async def approve(context, params):
    print("form:", params.message)
    return ElicitResult(action="accept", content={"decision": "approve"})


async def report(progress, total, message):
    print("progress:", message)


async def main(url, tool, message):
    async with Client(url, elicitation_callback=approve) as client:
        print("revision:", client.protocol_version)
        tools = (await client.list_tools()).tools
        print("listed:", any(one.name == tool for one in tools))
        result = await client.call_tool(tool, {"message": message}, progress_callback=report)
        print("answer:", result.content[0].text)
        print("data:", json.dumps(result.structured_content))


asyncio.run(main(*sys.argv[1:]))
