using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansChat.Tests.Support;
using OrleansChat.WebFrontend.Gateway.Files;
using OrleansChat.WebFrontend.Hosting;

namespace OrleansChat.Tests.Files;

/// <summary>A listener that does with files what a protocol does, before the real server and its database.</summary>
/// <remarks>Who calls says so in the query: <c>?user=5</c>. <c>POST /upload</c> takes <c>file</c> up to 256 KiB,
/// <c>POST /large</c> up to 20 MiB, <c>POST /picture</c> pictures alone.</remarks>
internal sealed class FileServer : IAsyncDisposable
{
    public const int MaxBytes = 256 * 1024;

    private readonly WebApplication _app;

    private FileServer(ChatHost host, WebApplication app)
    {
        Host = host;
        _app = app;
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient { BaseAddress = Address };
    }

    public ChatHost Host { get; }

    public HttpClient Client { get; }

    public Uri Address { get; }

    public string Folder => Host.Services.GetRequiredService<FileFolderOptions>().Folder;

    public static async Task<FileServer> StartAsync(params (string Key, string Value)[] settings)
    {
        var host = await ChatHost.StartAsync(settings);
        var uploads = host.Services.GetRequiredService<FileUploads>();
        var downloads = host.Services.GetRequiredService<FileDownloads>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = 64 * 1024); // as the product has it
        var app = builder.Build();
        app.UseMiddleware<FaultMiddleware>();
        MapUpload(app, "/upload", uploads, new UploadLimits("file", MaxBytes));
        MapUpload(app, "/large", uploads, new UploadLimits("file", 20 * 1024 * 1024));
        MapUpload(app, "/picture", uploads, new UploadLimits("upload_file", MaxBytes, PicturesOnly: true));
        app.MapMethods("/images/{**name}", ["GET", "HEAD"], (HttpContext http, string name) => downloads.SendAsync(http, name, UserOf(http)));
        await app.StartAsync();
        return new FileServer(host, app);
    }

    /// <summary>Uploads one file.</summary>
    /// <param name="fileName">As the client calls it.</param>
    /// <param name="bytes">Of the file.</param>
    /// <param name="user">Who uploads it.</param>
    /// <param name="path">Of the endpoint.</param>
    /// <param name="part">Name of the form's part.</param>
    public Task<UploadOutcome> UploadAsync(
        string fileName, byte[] bytes, int user = 0, string path = "/upload", string part = "file")
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = part, FileNameStar = fileName };
        return PostAsync(new MultipartFormDataContent("a-boundary") { content }, user, path);
    }

    public async Task<UploadOutcome> PostAsync(HttpContent content, int user = 0, string path = "/upload")
    {
        using var answer = await Client.PostAsync($"{path}?user={user}", content);
        answer.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize<UploadOutcome>(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>A file that was kept.</summary>
    public async Task<UploadedFile> KeepAsync(string fileName, byte[] bytes, int user = 0)
    {
        var outcome = await UploadAsync(fileName, bytes, user);
        Assert.Equal(UploadRefusal.None, outcome.Refusal);
        return outcome.File!;
    }

    public Task<HttpResponseMessage> GetAsync(string name, int user = 0, Action<HttpRequestMessage>? edit = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/images/{name}?user={user}");
        edit?.Invoke(request);
        return Client.SendAsync(request);
    }

    public async Task<HttpStatusCode> StatusAsync(string name, int user = 0)
    {
        using var answer = await GetAsync(name, user);
        return answer.StatusCode;
    }

    /// <summary>What lies in the folder: files that were kept, and files that are on their way.</summary>
    public (int Kept, int Staged) Count()
    {
        var all = Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*", SearchOption.AllDirectories) : [];
        var staged = all.Count(file => Path.GetFileName(Path.GetDirectoryName(file)) == "staging");
        return (all.Length - staged, staged);
    }

    /// <summary>Empties the folder: the next test counts from zero.</summary>
    public void Clear()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    /// <summary>Body of a form with one file, as bytes.</summary>
    public static byte[] Form(string disposition, byte[] bytes, string end = "\r\n--b--\r\n") =>
    [
        .. Encoding.UTF8.GetBytes($"--b\r\nContent-Disposition: {disposition}\r\n\r\n"), .. bytes, .. Encoding.UTF8.GetBytes(end),
    ];

    /// <summary>A body with a content type, the boundary being <c>b</c>.</summary>
    public static ByteArrayContent Body(byte[] bytes, string boundary = "b")
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");
        return content;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
        await Host.DisposeAsync();
    }

    private static void MapUpload(IEndpointRouteBuilder app, string path, FileUploads uploads, UploadLimits limits) =>
        app.MapPost(path, async (HttpContext http) =>
        {
            var outcome = await uploads.ReceiveAsync(http, limits, UserOf(http));
            await http.Response.WriteAsync(JsonSerializer.Serialize(outcome), http.RequestAborted);
        });

    private static int UserOf(HttpContext http) => int.TryParse(http.Request.Query["user"], CultureInfo.InvariantCulture, out var user) ? user : 0;
}
