namespace Compose.Net.Loading.Rules;

/// <summary>What a key of the specification comes to.</summary>
internal enum KeyEffect
{
    /// <summary>It does what the specification says.</summary>
    Supported,

    /// <summary>It is read, checked and printed, and changes nothing on a single engine.</summary>
    None,

    /// <summary>It is read, checked and printed; a plan for a service that uses it is refused.</summary>
    NotPlanned,
}
