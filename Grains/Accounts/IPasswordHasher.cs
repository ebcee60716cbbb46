namespace OrleansChat.Accounts;

/// <summary>Turns passwords into verifiers and proves them, at most one per core at a time.</summary>
/// <remarks>PBKDF2-HMAC-SHA-256, 600,000 rounds, 16 bytes of salt, over HMAC(pepper, lower-case MD5 hexadecimal).
/// Source: security.md, passwords.</remarks>
public interface IPasswordHasher
{
    /// <summary>A verifier in PHC format for a clear-text password.</summary>
    Task<string> HashAsync(string password, CancellationToken cancellation);

    /// <summary>Whether the password fits; an empty verifier costs the same time and never fits.</summary>
    Task<bool> VerifyAsync(string password, string verifier, CancellationToken cancellation);
}
