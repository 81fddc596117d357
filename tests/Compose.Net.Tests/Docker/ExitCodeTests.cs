using Compose.Net.Docker;
using Compose.Net.Execution;
using FluentAssertions;
using Xunit;

namespace Compose.Net.Tests.Docker;

public sealed class ExitCodeTests
{
    [Fact]
    public async Task An_exit_code_of_Windows_without_a_sign_is_the_one_that_its_programs_know()
    {
        await using FakeEngine fake = FakeEngine.Playing("1.47", line =>
            line.StartsWith("GET ", StringComparison.Ordinal) ? ("200 OK", """{"Running":false,"ExitCode":3221225786}""")
            : line.Contains("/start ", StringComparison.Ordinal) ? ("200 OK", "")
            : ("201 Created", """{"Id":"e"}"""));
        await using DockerEngine engine = await DockerEngine.ConnectAsync(fake.Endpoint, TimeProvider.System, TestContext.Current.CancellationToken);

        CommandResult result = await engine.RunInContainerAsync("p-web-1", ["cmd"], TestContext.Current.CancellationToken);

        result.ExitCode.Should().Be(unchecked((int)0xC000013A));
    }
}
