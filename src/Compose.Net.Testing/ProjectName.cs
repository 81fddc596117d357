using System.Security.Cryptography;

namespace Compose.Net.Testing;

/// <summary>Makes project names that no other run has.</summary>
internal static class ProjectName
{
    // With it, the name of a container is still a valid host name.
    private const int LongestStem = 24;

    /// <summary>Returns what no other copy of a project has, such as <c>7f3a91c2</c>.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(8, lowercase: true);

    /// <summary>Returns the name of the project that a fixture copies, such as <c>shop</c> for the fixture <c>ShopFixture</c>.</summary>
    public static string Stem(Type fixture)
    {
        const string Suffix = "Fixture";
        string typeName = fixture.Name;
        string name = typeName.EndsWith(Suffix, StringComparison.Ordinal) ? typeName[..^Suffix.Length] : typeName;
        string stem = string.Concat(name.Where(char.IsAsciiLetterOrDigit).Take(LongestStem)).ToLowerInvariant();
        return stem.Length == 0 ? "tests" : stem;
    }
}
