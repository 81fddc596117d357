using System.Reflection;
using Compose.Net.Tests.Support;
using PublicApiGenerator;
using Xunit;

namespace Compose.Net.Tests.Architecture;

public sealed class PublicApiTests
{
    private static readonly ApiGeneratorOptions Options = new()
    {
        IncludeAssemblyAttributes = false,
        DenyNamespacePrefixes = [],
    };

    [Theory]
    [InlineData("Compose.Net")]
    [InlineData("Compose.Net.Testing")]
    public void What_is_public_was_approved(string assembly) =>
        Golden.Verify($"public-api.{assembly}", Assembly.Load(assembly).GeneratePublicApi(Options));
}
