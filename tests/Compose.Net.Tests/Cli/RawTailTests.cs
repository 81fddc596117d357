using Compose.Net.Cli;
using Compose.Net.Cli.Commands;
using Compose.Net.Cli.Parsing;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Cli;

public class RawTailTests
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
    public void What_is_meant_for_a_container_is_kept_apart(string line, string separated)
    {
        var root = new ToolRootCommand(new ToolContext { Output = TextWriter.Null, Error = TextWriter.Null });

        string.Join(' ', RawTail.Separate(root, line.Split(' '))).Should().Be(separated);
    }
}
