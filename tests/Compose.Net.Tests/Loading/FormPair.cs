namespace Compose.Net.Tests.Loading;

/// <summary>One setting in two forms that mean the same, each as YAML in flow style.</summary>
/// <param name="Path">Where it belongs: a key of a service, or a whole line below <c>/</c>, which is the top of the file.</param>
/// <param name="Short">The short form.</param>
/// <param name="Long">The long form.</param>
internal sealed record FormPair(string Path, string Short, string Long);
