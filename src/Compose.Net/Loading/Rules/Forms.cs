namespace Compose.Net.Loading.Rules;

/// <summary>The forms that a value may be written in.</summary>
[Flags]
internal enum Forms
{
    None = 0,
    Null = 1,
    Text = 2,
    Flag = 4,
    Integer = 8,
    Number = 16,
    Timestamp = 32,
    List = 64,
    Map = 128,
}
