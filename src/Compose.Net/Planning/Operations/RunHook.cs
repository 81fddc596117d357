using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Runs a hook inside a running container; fails when its exit code is not 0.</summary>
/// <param name="Name">The container's name at that moment.</param>
/// <param name="Id">The observed container's id; null for one that the plan starts.</param>
/// <param name="Moment">The moment, in the word of the compose file: <c>post_start</c> or <c>pre_stop</c>. Before a stop, a container that has ended by itself is no failure.</param>
/// <param name="Hook">What to run.</param>
public sealed record RunHook(string Name, string? Id, string Moment, HookDefinition Hook) : Operation
{
    internal const string AfterStart = "post_start";
    internal const string BeforeStop = "pre_stop";

    /// <inheritdoc/>
    public override string Subject => Name;
}
