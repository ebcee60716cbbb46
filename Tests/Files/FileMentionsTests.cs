using OrleansChat.WebFrontend.Gateway.Files;

namespace OrleansChat.Tests.Files;

public sealed class FileMentionsTests
{
    private const string One = "00112233445566778899aabbccddeeff";
    private const string Two = "ffeeddccbbaa99887766554433221100";

    [Theory]
    [InlineData("http://127.0.0.1:8080/images/" + One + ".png")]
    [InlineData("/file/down/" + One + ".png")]
    [InlineData("/im/file/down/" + One + ".jpg?token=1")]
    [InlineData("https://chat.example/file/down/1/2/3/" + One + ".mp4#t=5")]
    [InlineData("看这个 http://127.0.0.1:8080/images/" + One + ".png吧")]
    [InlineData("See /images/" + One + ".png.")]
    [InlineData("{\"url\":\"/images/" + One + ".png\",\"again\":\"/file/down/" + One + ".png\"}")]
    public void A_file_of_ours_is_found(string text) => Assert.Equal([One], FileMentions.Find(text));

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData(One + ".png")]
    [InlineData("/images/" + One)]
    [InlineData("/images/" + One + ".svg")]
    [InlineData("/images/0" + One + ".png")]
    [InlineData("/images/" + One + ".png.exe")]
    [InlineData("/images/../" + One + ".png/x")]
    [InlineData("/file/down/1/2/3/4/" + One + ".png")]
    [InlineData("/images/" + One + ".png/more")]
    [InlineData("/IMAGES/" + One + ".png")]
    public void Anything_else_is_none(string text) => Assert.Empty(FileMentions.Find(text));

    [Fact]
    public void Several_are_found_and_not_more_than_the_limit()
    {
        var many = string.Join(' ', Enumerable.Range(10, 50).Select(at => $"/images/{One[2..]}{at}.png"));

        Assert.Equal([One, Two], FileMentions.Find($"/images/{One}.png /images/{Two}.gif"));
        Assert.Equal(FileMentions.MaxMentions, FileMentions.Find(many).Count);
    }
}
