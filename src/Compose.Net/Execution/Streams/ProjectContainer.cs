namespace Compose.Net.Execution;

/// <summary>A container of a project, as far as somebody who listens to it must know it.</summary>
/// <param name="Id">The engine's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Service">The service that its label names.</param>
/// <param name="Number">The replica number that its label names; 0 where there is none.</param>
/// <param name="OneOff">Whether <c>run</c> made it.</param>
/// <param name="IsAlive">Whether it runs, is paused, or is about to be restarted by the engine.</param>
internal sealed record ProjectContainer(string Id, string Name, string Service, int Number, bool OneOff, bool IsAlive);
