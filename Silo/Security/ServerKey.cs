using System.Security.Cryptography;
using System.Text;
using OrleansChat.Accounts;

namespace OrleansChat.Silo.Security;

/// <summary>The server's own secret: peppers passwords, keys the hashes of short secrets.</summary>
/// <remarks>From the setting <c>Chat:Security:Key</c> (all nodes of a cluster share one), else a file in the data
/// folder, made once.</remarks>
public sealed class ServerKey : ISecretHasher
{
    private const int KeyBytes = 32;

    private readonly byte[] _key;

    private ServerKey(byte[] key) => _key = key;

    /// <summary>A key from a setting: any text of at least 32 characters.</summary>
    public static ServerKey FromText(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The key in a file that only the owner may read; a missing one is made.</summary>
    public static ServerKey FromFile(string path)
    {
        if (!File.Exists(path))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using var file = new FileStream(path, options);
            file.Write(RandomNumberGenerator.GetBytes(KeyBytes));
        }

        return new ServerKey(File.ReadAllBytes(path));
    }

    /// <inheritdoc/>
    public string Hash(string purpose, string secret) => Convert.ToHexStringLower(Mac($"{purpose}\n{secret}"));

    /// <summary>HMAC-SHA-256 of a text.</summary>
    internal byte[] Mac(string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
}
