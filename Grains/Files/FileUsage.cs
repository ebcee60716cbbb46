namespace OrleansChat.Files;

/// <summary>What one user keeps.</summary>
/// <param name="Files">How many files.</param>
/// <param name="Bytes">Their bytes together; bytes that two of them share count twice.</param>
public sealed record FileUsage(int Files, long Bytes);
