using Compose.Net.Cli;
using Compose.Net.Cli.Commands;
using Compose.Net.Cli.Parsing;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class OptionWordsTests
{
    [Theory]
    [InlineData("run --rm --entrypoint= -- web echo hi", "run|--rm|--entrypoint||--|web|echo|hi")]
    [InlineData("--project-name= ps -q", "--project-name||ps|-q")]
    [InlineData("-p= ps", "-p||ps")]
    [InlineData("exec -- web env A=", "exec|--|web|env|A=")]
    [InlineData("run -e A= -- web", "run|-e|A=|--|web")]
    [InlineData("run --env=A= -eB= -- web", "run|--env=A=|-eB=|--|web")]
    [InlineData("up -d --no-deps true", "up|-d|--no-deps=true|true")]
    [InlineData("ps -aq false", "ps|-a|--quiet=true|false")]
    [InlineData("--progress quiet up -d true web", "--progress|quiet|up|--detach=true|true|web")]
    [InlineData("up --detach=false true", "up|--detach=false|true")]
    [InlineData("logs --tail true -f", "logs|--tail|true|-f")]
    [InlineData("network create --internal true", "network|create|--internal=true|true")]
    [InlineData("cp - web:/", "cp|-|web:/")]
    public void Words_that_the_docker_command_takes_otherwise_are_spelt_out(string line, string words)
    {
        var root = new ToolRootCommand(new ToolContext { Output = TextWriter.Null, Error = TextWriter.Null });

        string.Join('|', OptionWords.Spell(root, line.Split(' '))).Should().Be(words);
    }
}
