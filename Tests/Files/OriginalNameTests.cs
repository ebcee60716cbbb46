using OrleansChat.WebFrontend.Gateway.Files;

namespace OrleansChat.Tests.Files;

public sealed class OriginalNameTests
{
    [Theory]
    [InlineData("photo.png", "photo.png")]
    [InlineData("测试 图片.png", "测试 图片.png")]
    [InlineData("😀.png", "😀.png")]
    [InlineData("../../etc/passwd.txt", "passwd.txt")]
    [InlineData("C:\\Users\\x\\a.doc", "a.doc")]
    [InlineData("a\r\nSet-Cookie: x.png", "aSet-Cookie: x.png")]
    [InlineData("a\0b\u007F\u0085.png", "ab.png")]
    [InlineData("gnp.\u202Eexe.png", "gnp.exe.png")]
    [InlineData("half\uD83D.png", "half.png")]
    [InlineData("..", "file")]
    [InlineData("   ", "file")]
    [InlineData(null, "file")]
    [InlineData("", "file")]
    [InlineData("dir/", "file")]
    [InlineData(".htaccess", "htaccess")]
    public void A_name_is_made_fit_to_be_shown(string? given, string expected) =>
        Assert.Equal(expected, OriginalName.Clean(given));

    [Fact]
    public void A_long_name_keeps_its_extension_and_no_half_character()
    {
        var clean = OriginalName.Clean(string.Concat(Enumerable.Repeat("😀", 60)) + ".jpeg");
        var odd = OriginalName.Clean(new string('a', 300) + "." + new string('b', 300));

        Assert.Equal(string.Concat(Enumerable.Repeat("😀", 37)) + ".jpeg", clean);
        Assert.Equal(new string('a', OriginalName.MaxLength), odd);
    }

    [Theory]
    [InlineData("a.PNG", "png")]
    [InlineData("a.tar.zip", "zip")]
    [InlineData("a", "")]
    [InlineData("a.", "")]
    [InlineData("a.png ", "png ")]
    public void The_extension_is_what_follows_the_last_dot(string name, string expected) =>
        Assert.Equal(expected, OriginalName.ExtensionOf(name));
}
