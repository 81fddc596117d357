namespace Compose.Net.Loading.Input;

/// <summary>What reading a file came to: its bytes, or the reason why there are none.</summary>
internal readonly record struct FileContent(ReadOnlyMemory<byte> Bytes, string? Problem = null, bool Missing = false);
