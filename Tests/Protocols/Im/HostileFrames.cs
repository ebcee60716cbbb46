using System.Text;
using System.Text.Json;

namespace OrleansChat.Tests.Protocols.Im;

/// <summary>Bytes as an attacker or a broken client sends them: mutations of good ones, so that they come far into
/// the reader.</summary>
internal static class HostileFrames
{
    private static readonly string[] Splices =
    [
        "null", "true", "{}", "[]", "[[[[", "\\u0000", "\\ud800", "1e999", "-", "99999999999999999999", "\"\"", ",", ":",
        "“", "”", "\"id\":", "\"content\":", "\"toUserId\":", "\\\"", "\u00a0", "\0", "}", "{", "'", "srcId",
    ];

    public static byte[] Mutate(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var edits = random.Next(1, 5); edits > 0; edits--)
        {
            var at = random.Next(bytes.Count + 1);
            switch (random.Next(6))
            {
                case 0 when at < bytes.Count:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1 when at < bytes.Count:
                    bytes.RemoveRange(at, random.Next(bytes.Count - at));
                    break;
                case 2 when at < bytes.Count:
                    bytes.InsertRange(at, bytes.GetRange(at, random.Next(bytes.Count - at)));
                    break;
                case 3 when at < bytes.Count:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Splices[random.Next(Splices.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>The stored body is one JSON object with these words.</summary>
    public static void AssertKeeps(string body, string content)
    {
        using var json = JsonDocument.Parse(body);
        Assert.Equal(content, Assert.Single(json.RootElement.EnumerateObject()).Value.GetString());
    }
}
