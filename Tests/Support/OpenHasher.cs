using OrleansChat.Accounts;

namespace OrleansChat.Tests.Support;

/// <summary>Hashes that can be read.</summary>
internal sealed class OpenHasher : ISecretHasher
{
    public string Hash(string purpose, string secret) => $"{purpose}/{secret}";
}
