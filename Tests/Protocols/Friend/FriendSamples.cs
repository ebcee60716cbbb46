using System.Text.Json;
using OrleansChat.Tests.Support;

namespace OrleansChat.Tests.Protocols.Friend;

/// <summary>What the document prints, to the letter, in <c>Samples</c>.</summary>
internal static class FriendSamples
{
    public static JsonElement Read(string name) => JsonDocument.Parse(Text(name)).RootElement;

    public static string Text(string name) => File.ReadAllText(
        Path.Combine(RepositoryRoot.Path, "Tests", "Protocols", "Friend", "Samples", name + ".json"));

    /// <summary>The same members in the same order with the same values.</summary>
    public static void AssertSame(string name, JsonElement got) => AssertSameShape(name, got);

    /// <summary>The same, where only members that are named may have another value of the same type.</summary>
    public static void AssertSameShape(string name, JsonElement got, params string[] but) =>
        Compare(Read(name), got, name, but);

    private static void Compare(JsonElement wanted, JsonElement got, string path, string[] but)
    {
        Assert.True(wanted.ValueKind == got.ValueKind, $"{path} is {got.GetRawText()}");
        switch (wanted.ValueKind)
        {
            case JsonValueKind.Object:
                Assert.Equal(Names(wanted), Names(got));
                foreach (var member in wanted.EnumerateObject())
                {
                    var other = got.GetProperty(member.Name);
                    if (but.Contains(member.Name))
                    {
                        Assert.Equal(member.Value.ValueKind, other.ValueKind);
                    }
                    else
                    {
                        Compare(member.Value, other, $"{path}.{member.Name}", but);
                    }
                }

                break;
            case JsonValueKind.Array:
                Assert.Equal(wanted.GetArrayLength(), got.GetArrayLength());
                foreach (var (one, other) in wanted.EnumerateArray().Zip(got.EnumerateArray()))
                {
                    Compare(one, other, $"{path}[]", but);
                }

                break;
            default:
                Assert.True(JsonElement.DeepEquals(wanted, got), $"{path} is {got.GetRawText()}");
                break;
        }
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(member => member.Name);
}
