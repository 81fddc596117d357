namespace Compose.Net.Hosting;

/// <summary>One call of AddComposeProject: which file, and the name of its options and of its keyed service.</summary>
internal sealed record ComposeProjectRegistration(string Key, string Path);
