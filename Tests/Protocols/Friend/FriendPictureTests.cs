using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using OrleansChat.Tests.Files;

namespace OrleansChat.Tests.Protocols.Friend;

[Collection(nameof(FriendTests))]
public sealed class FriendPictureTests(FriendHost server)
{
    private const int Limit = 10 * 1024 * 1024;

    [Theory]
    [InlineData("png", "image/png")]
    [InlineData("jpg", "image/jpeg")]
    [InlineData("gif", "image/gif")]
    [InlineData("webp", "image/webp")]
    public async Task A_picture_is_stored_and_served_with_headers_that_let_nothing_run(string extension, string type)
    {
        using var anna = await server.UserAsync("Anna");
        var bytes = SampleFiles.Of(extension);

        var envelope = await UploadAsync(anna, "/user/image.do", bytes, "我 的." + extension);
        FriendSamples.AssertSameShape("upload", envelope, but: ["uri", "url"]);
        var data = envelope.GetProperty("data");
        using var answer = await anna.SendAsync(HttpMethod.Get, $"/images/{data.GetProperty("uri").GetString()}", content: null);

        Assert.Matches($"^[0-9a-f]{{32}}\\.{extension}$", data.GetProperty("uri").GetString());
        Assert.Equal(
            $"http://{anna.Server.Authority}/images/{data.GetProperty("uri").GetString()}", data.GetProperty("url").GetString());
        Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(type, answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    public static TheoryData<string, int, string, string> Refused => new()
    {
        { "a.png", 0, "上传失败", "an empty file" },
        { "a.png", Limit + 1, "文件太大", "one byte too many" },
        { "a.jpg", 64, "不支持的文件类型", "another kind than its name says" },
        { "a.svg", 64, "不支持的文件类型", "a kind that runs" },
        { "a.pdf", 64, "不支持的文件类型", "no picture" },
        { "a", 64, "不支持的文件类型", "no extension" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_no_picture_is_refused(string name, int length, string text, string why)
    {
        using var anna = await server.UserAsync("Anna");
        var bytes = length == 0 ? [] : SampleFiles.Png(length: length);

        var envelope = await UploadAsync(anna, "/user/image.do", bytes, name);

        Assert.True($$"""{"status":1,"msg":"{{text}}"}""" == envelope.GetRawText(), $"{why}: {envelope.GetRawText()}");
    }

    [Fact]
    public async Task The_largest_picture_is_taken()
    {
        using var anna = await server.UserAsync("Anna");

        var envelope = await UploadAsync(anna, "/user/image.do", SampleFiles.Png(length: Limit), "a.png");

        Assert.Equal(0, envelope.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task A_form_without_the_part_is_no_upload()
    {
        using var anna = await server.UserAsync("Anna");
        using var other = new MultipartFormDataContent { { new ByteArrayContent(SampleFiles.Png()), "file", "a.png" } };
        using var plain = new FormUrlEncodedContent([KeyValuePair.Create("upload_file", "a.png")]);

        foreach (var content in new HttpContent[] { other, plain })
        {
            using var answer = await anna.SendAsync(HttpMethod.Post, "/user/upload.do", content);
            Assert.Equal("""{"status":1,"msg":"上传失败"}""", await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task With_a_token_an_upload_is_the_users_own_picture_and_image_is_not()
    {
        using var anna = await server.UserAsync("Anna");

        await UploadAsync(anna, "/user/image.do", SampleFiles.Png(), "a.png");
        Assert.Equal("", (await anna.CallAsync("/user/get_user_info.do")).GetProperty("img").GetString());
        var picture = await UploadAsync(anna, "/user/upload.do", SampleFiles.Png(), "a.png");

        Assert.Equal(
            picture.GetProperty("data").GetProperty("url").GetString(),
            (await anna.CallAsync("/user/get_user_info.do")).GetProperty("img").GetString());
    }

    [Fact]
    public async Task Without_a_token_it_only_stores()
    {
        using var stranger = server.Stranger();

        var envelope = await UploadAsync(stranger, "/user/upload.do", SampleFiles.Png(), "a.png");

        Assert.Equal(0, envelope.GetProperty("status").GetInt32());
    }

    [Theory]
    [InlineData("/images/..%2f..%2fetc%2fpasswd")]
    [InlineData("/images/0123456789abcdef0123456789abcdef.png")]
    [InlineData("/images/a.png")]
    public async Task What_was_not_stored_is_not_found(string path)
    {
        using var stranger = server.Stranger();
        using var answer = await stranger.SendAsync(HttpMethod.Get, path, content: null);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    internal static async Task<JsonElement> UploadAsync(FriendClient client, string path, byte[] bytes, string name)
    {
        using var picture = new ByteArrayContent(bytes);
        picture.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var form = new MultipartFormDataContent { { picture, "upload_file", name } };
        using var answer = await client.SendAsync(HttpMethod.Post, path, form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }
}
