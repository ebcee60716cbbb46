namespace OrleansChat.Accounts;

/// <summary>Keyed hashes for short secrets that are stored, with the server's own key.</summary>
public interface ISecretHasher
{
    /// <summary>HMAC-SHA-256 in hexadecimal.</summary>
    /// <param name="purpose">What the secret is for: the same text hashed for another purpose gives another
    /// hash.</param>
    /// <param name="secret">The secret.</param>
    string Hash(string purpose, string secret);
}
