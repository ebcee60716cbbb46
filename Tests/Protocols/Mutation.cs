using System.Text;

namespace OrleansChat.Tests.Protocols;

/// <summary>Bytes as an attacker or a broken client sends them: mutations of good ones, so that they come far into the
/// reader.</summary>
internal static class Mutation
{
    /// <summary>One to four edits.</summary>
    /// <param name="good">What the reader takes.</param>
    /// <param name="splices">What is put into it here and there: the protocol's own words, and what parsers stumble
    /// over.</param>
    /// <param name="random">From a printed seed.</param>
    public static byte[] Of(byte[] good, string[] splices, Random random)
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
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(splices[random.Next(splices.Length)]));
                    break;
            }
        }

        return [.. bytes];
    }
}
