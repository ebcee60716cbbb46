using System.Text;
using System.Text.RegularExpressions;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway.Identity;

namespace OrleansChat.Tests.Gateway.Identity;

/// <summary>The signature of host applications, against the example of the pages; openssl made it.</summary>
public sealed partial class AppKeyTests
{
    private const string Signature = "d1623249a1d063ddf564718d861bb837acb0cf2e75c968c4d1ed50e6d28826bd";
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"thirdUserId":"u-1"}""");
    private static readonly AppKey Key = new(new AppTenant("shop", "c", "a"), "0123456789abcdef0123456789abcdef");

    [Fact]
    public void The_example_has_its_signature() => Assert.Equal(
        Signature,
        Convert.ToHexStringLower(Key.Sign("POST", "/im/user/register", Body, "1700000000", "n-0123456789abcdef")));

    [Fact]
    public void Everything_that_is_signed_counts()
    {
        byte[][] others =
        [
            Key.Sign("PUT", "/im/user/register", Body, "1700000000", "n-0123456789abcdef"),
            Key.Sign("POST", "/im/user/register?", Body, "1700000000", "n-0123456789abcdef"),
            Key.Sign("POST", "/im/user/register", Body.AsSpan(1), "1700000000", "n-0123456789abcdef"),
            Key.Sign("POST", "/im/user/register", Body, "1700000001", "n-0123456789abcdef"),
            Key.Sign("POST", "/im/user/register", Body, "1700000000", "n-0123456789abcdeF"),
            new AppKey(Key.Tenant, "0123456789abcdef0123456789abcdeF")
                .Sign("POST", "/im/user/register", Body, "1700000000", "n-0123456789abcdef"),
        ];

        Assert.Distinct(others.Select(Convert.ToHexStringLower).Append(Signature));
    }

    [Fact]
    public void The_page_has_the_same_example() => AssertHasExample("docs/running.md");

    [Fact]
    public void A_key_as_a_text_is_its_id() => Assert.Equal("shop", Key.ToString());

    /// <summary>A page tells how to sign by the example of these tests.</summary>
    internal static void AssertHasExample(string page)
    {
        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, page));

        Assert.Contains("`0123456789abcdef0123456789abcdef`", text, StringComparison.Ordinal);
        Assert.Contains("X-App-Time: 1700000000", text, StringComparison.Ordinal);
        Assert.Contains("X-App-Nonce: n-0123456789abcdef", text, StringComparison.Ordinal);
        Assert.Contains(Encoding.UTF8.GetString(Body), text, StringComparison.Ordinal);
        Assert.Equal([Signature], Given().Matches(text).Select(match => match.Groups["hex"].Value));
    }

    [GeneratedRegex(
        "X-App-Signature: (?<hex>[0-9a-f]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Given();
}
