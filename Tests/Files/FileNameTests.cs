using OrleansChat.WebFrontend.Gateway.Files;

namespace OrleansChat.Tests.Files;

public sealed class FileNameTests
{
    private const string Key = "00112233445566778899aabbccddeeff";

    [Theory]
    [InlineData(Key, "")]
    [InlineData(Key + ".png", "png")]
    [InlineData(Key + ".xlsx", "xlsx")]
    public void A_name_of_ours_is_taken_apart(string text, string extension)
    {
        Assert.True(FileName.TryParse(text, out var key, out var found));
        Assert.Equal((Key, extension), (key, found));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00112233445566778899aabbccddeef")]
    [InlineData(Key + "0")]
    [InlineData("00112233445566778899AABBCCDDEEFF")]
    [InlineData("0011223344556677g899aabbccddeeff")]
    [InlineData(Key + ".")]
    [InlineData(Key + ".svg")]
    [InlineData(Key + ".PNG")]
    [InlineData(Key + ".png.")]
    [InlineData(Key + ".png.png")]
    [InlineData(Key + ".png\n")]
    [InlineData(Key + "\0")]
    [InlineData("/" + Key)]
    [InlineData("../" + Key)]
    [InlineData("00/" + Key)]
    [InlineData("..%2f" + Key)]
    [InlineData(Key + "/../../keys/server.key")]
    [InlineData("..\\..\\keys\\server.key")]
    [InlineData("staging/" + Key)]
    [InlineData("٠٠112233445566778899aabbccddeeff")]
    public void Anything_else_is_no_name(string text) => Assert.False(FileName.TryParse(text, out _, out _));

    [Fact]
    public void A_new_name_is_one_and_never_the_same()
    {
        var names = Enumerable.Range(0, 1_000).Select(_ => FileName.Next()).ToHashSet();

        Assert.Equal(1_000, names.Count);
        Assert.All(names, name => Assert.True(FileName.IsKey(name)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("..\u002f0112233445566778899aabbccddeeff0")]
    public void No_path_is_made_of_anything_but_a_name_of_ours(string blob)
    {
        var folder = new FileFolder(new FileFolderOptions { Folder = "files" });

        Assert.Throws<ArgumentException>(() => folder.PathOf(blob));
        Assert.Equal(Path.GetFullPath($"files/00/{Key}"), folder.PathOf(Key));
    }
}
