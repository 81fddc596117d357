namespace Compose.Net.Engine.Tests.Testing;

/// <summary>
/// Tells apart the run of <see cref="FailedStartTests"/>, in a process of its own, where some fixtures are to fail. Their tests are explicit, but the
/// test framework starts the fixtures of explicit tests as well.
/// </summary>
internal static class FailingRun
{
    public const string Variable = "COMPOSE_NET_FAILING_RUN";

    public static bool IsThis => Environment.GetEnvironmentVariable(Variable) == "1";
}
