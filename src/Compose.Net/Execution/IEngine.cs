namespace Compose.Net.Execution;

/// <summary>All that a client needs of an engine: every port in one.</summary>
internal interface IEngine : IContainerEngine, IEngineStreams, IContainerLists;
