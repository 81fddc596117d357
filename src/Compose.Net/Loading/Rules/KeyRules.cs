using Compose.Net.Loading.Rules.Keys;

namespace Compose.Net.Loading.Rules;

/// <summary>Every key that the compose specification knows, and the forms that its value may have.</summary>
internal static class KeyRules
{
    /// <summary>What a free value may be: it is taken as the text that it means.</summary>
    public const Forms Scalar = Forms.Null | Forms.Text | Forms.Flag | Forms.Integer | Forms.Number;

    /// <summary>What the value of a driver's option may be.</summary>
    public const Forms Options = Forms.Text | Forms.Integer | Forms.Number;

    public static PathTree<KeyRule> Tree { get; } = PathTree<KeyRule>.Of(
    [
        .. TopKeys.Rows,
        .. NetworkKeys.Rows,
        .. VolumeKeys.Rows,
        .. ServiceKeys.Rows,
        .. ServiceNetworkingKeys.Rows,
        .. ServiceStorageKeys.Rows,
        .. ServiceResourcesKeys.Rows,
        .. ServiceIsolationKeys.Rows,
        .. ServiceLifecycleKeys.Rows,
        .. EnvironmentFileKeys.Rows,
        .. BuildKeys.Rows,
        .. DeployKeys.Rows,
        .. SecretKeys.Rows,
        .. ModelKeys.Rows,
    ]);
}
