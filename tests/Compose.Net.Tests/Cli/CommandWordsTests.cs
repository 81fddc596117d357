using Compose.Net.Cli;
using Compose.Net.Cli.Commands;
using Compose.Net.Cli.Parsing;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class CommandWordsTests
{
    [Theory]
    [InlineData("exec web ls -d", "exec -- web ls -d")]
    [InlineData("-f a.yaml exec -T web sh -c x", "-f a.yaml exec -T -- web sh -c x")]
    [InlineData("exec -u root -eA=1 --env B=2 web id -u", "exec -u root -eA=1 --env B=2 -- web id -u")]
    [InlineData("exec -Tu root web id", "exec -Tu root -- web id")]
    [InlineData("exec -Turoot web id", "exec -Turoot -- web id")]
    [InlineData("exec --user=root web id --help", "exec --user=root -- web id --help")]
    [InlineData("run -p 8080:80 -v ./a:/b --rm web -p 3", "run -p 8080:80 -v ./a:/b --rm -- web -p 3")]
    [InlineData("--project-name shop run web", "--project-name shop run -- web")]
    [InlineData("exec -T -- web -x", "exec -T -- web -x")]
    [InlineData("logs -f web", "logs -f web")]
    [InlineData("exec --help", "exec --help")]
    [InlineData("nonsense web -x", "nonsense web -x")]
    public void What_is_meant_for_a_container_is_kept_apart(string line, string separated) =>
        Spell(line, ' ').Should().Be(separated);

    [Theory]
    [InlineData("run --rm --entrypoint= -- web echo hi", "run|--rm|--entrypoint||--|web|echo|hi")]
    [InlineData("--project-name= ps -q", "--project-name||ps|-q")]
    [InlineData("-p= ps", "-p||ps")]
    [InlineData("exec -- web env A=", "exec|--|web|env|A=")]
    [InlineData("run -e A= -- web", "run|-e|A=|--|web")]
    [InlineData("run --env=A= -eB= -- web", "run|--env=A=|-eB=|--|web")]
    [InlineData("ps --quiet=1 --all=0", "ps|--quiet=true|--all=false")]
    [InlineData("up -d --no-deps=F --scale web=1", "up|-d|--no-deps=false|--scale|web=1")]
    [InlineData("up -d --no-deps true", "up|-d|--no-deps=true|true")]
    [InlineData("ps -aq false", "ps|-a|--quiet=true|false")]
    [InlineData("--progress quiet up -d true web", "--progress|quiet|up|--detach=true|true|web")]
    [InlineData("up --detach=false true", "up|--detach=false|true")]
    [InlineData("logs --tail true -f", "logs|--tail|true|-f")]
    [InlineData("network create --internal true", "network|create|--internal=true|true")]
    [InlineData("cp - web:/", "cp|-|web:/")]
    public void Words_that_the_docker_command_takes_otherwise_are_spelt_out(string line, string words) =>
        Spell(line, '|').Should().Be(words);

    private static string Spell(string line, char separator)
    {
        var root = new ToolRootCommand(new ToolContext { Output = TextWriter.Null, Error = TextWriter.Null });
        return string.Join(separator, CommandWords.Spell(root, line.Split(' ')));
    }
}
