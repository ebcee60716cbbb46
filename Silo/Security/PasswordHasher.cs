using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Orleans.Runtime;
using OrleansChat.Accounts;

namespace OrleansChat.Silo.Security;

/// <summary>PBKDF2 verifiers in PHC format, computed off the grains' turns, one per core at a time.</summary>
internal sealed class PasswordHasher(ServerKey key) : IPasswordHasher, IDisposable
{
    /// <summary>Source: security.md, passwords.</summary>
    private const int Rounds = 600_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const int MaxQueued = 100;

    /// <summary>Stands in for the verifier of an account that has none: never fits, costs the same.</summary>
    private static readonly string Nobody = Format(Rounds, new byte[SaltBytes], new byte[HashBytes]);

    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);
    private int _queued;

    public Task<string> HashAsync(string password, CancellationToken cancellation) =>
        OnACoreAsync(
            () =>
            {
                var salt = RandomNumberGenerator.GetBytes(SaltBytes);
                return Format(Rounds, salt, Derive(password, salt, Rounds));
            },
            cancellation);

    public Task<bool> VerifyAsync(string password, string verifier, CancellationToken cancellation) =>
        OnACoreAsync(() => Fits(password, verifier.Length > 0 ? verifier : Nobody), cancellation);

    public void Dispose() => _cores.Dispose();

    private static string Format(int rounds, byte[] salt, byte[] hash) => string.Create(
        CultureInfo.InvariantCulture,
        $"$pbkdf2-sha256$i={rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");

    private bool Fits(string password, string verifier)
    {
        var parts = verifier.Split('$');
        var rounds = int.Parse(parts[2].AsSpan(2), CultureInfo.InvariantCulture);
        return CryptographicOperations.FixedTimeEquals(
            Derive(password, Convert.FromBase64String(parts[3]), rounds), Convert.FromBase64String(parts[4]));
    }

    private byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(key.Mac(Md5(password)), salt, rounds, HashAlgorithmName.SHA256, HashBytes);

    /// <summary>One verifier serves the protocols that send MD5 and those that send the text. Source: common.md
    /// 6.3.</summary>
    private static string Md5(string password)
    {
#pragma warning disable CA5351 // the protocols' own form of a password, not a protection
        var digest = MD5.HashData(Encoding.UTF8.GetBytes(password));
#pragma warning restore CA5351
        return Convert.ToHexStringLower(digest);
    }

    private async Task<T> OnACoreAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _queued) > MaxQueued)
        {
            Interlocked.Decrement(ref _queued);
            throw new LimitExceededException("Too many passwords are being verified.");
        }

        try
        {
            await _cores.WaitAsync(cancellation);
            try
            {
                return await Task.Run(work, cancellation);
            }
            finally
            {
                _cores.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _queued);
        }
    }
}
