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

    public static byte[] Mutate(byte[] good, Random random) => Mutation.Of(good, Splices, random);

    /// <summary>The stored body is one JSON object with these words.</summary>
    public static void AssertKeeps(string body, string content)
    {
        using var json = JsonDocument.Parse(body);
        Assert.Equal(content, Assert.Single(json.RootElement.EnumerateObject()).Value.GetString());
    }
}
