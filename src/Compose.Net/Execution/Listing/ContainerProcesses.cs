using System.Collections.Immutable;

namespace Compose.Net.Execution;

/// <summary>The processes of a container.</summary>
/// <param name="Container">The container.</param>
/// <param name="Titles">The titles of the columns, as the engine's machine names them, for example <c>PID</c> and <c>CMD</c>.</param>
/// <param name="Rows">One row a process, with as many values as there are titles.</param>
public sealed record ContainerProcesses(ListedContainer Container, ImmutableArray<string> Titles, ImmutableArray<ImmutableArray<string>> Rows);
