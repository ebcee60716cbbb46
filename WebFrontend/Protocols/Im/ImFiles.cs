using OrleansChat.Errors;
using OrleansChat.WebFrontend.Gateway.Files;

namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>Files of messages: uploaded as a form, and served under the addresses that messages carry.</summary>
/// <remarks>Source: decision 20. Addresses with folders are those of the original; the folders say nothing.</remarks>
internal sealed class ImFiles(FileUploads uploads, FileDownloads downloads)
{
    private const string Part = "file";
    private const string Place = "/file/down/";

    private static readonly string[] Reading = ["GET", "HEAD"];
    private static readonly string[] Shapes = ["{name}", "{a}/{b}/{name}", "{a}/{b}/{c}/{name}"];
    private static readonly UploadLimits Limits = new(Part, ImLimits.MaxFileBytes);

    /// <summary>Maps both, with and without the prefix.</summary>
    /// <param name="routes">Of a listener.</param>
    /// <param name="who">Who calls; see <see cref="ImEndpoints"/>.</param>
    /// <param name="options">Say whether nobody gets anything.</param>
    public void Map(IEndpointRouteBuilder routes, Func<HttpContext, ValueTask<Reply<int>>> who, ImOptions options)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["", ImEndpoints.Prefix])
        {
            routes.MapPost($"{prefix}/file/upload", async http =>
                await ImEndpoints.WriteAsync(http, await ReceiveAsync(http, await who(http))));
            foreach (var shape in Shapes)
            {
                routes.MapMethods(prefix + Place + shape, Reading, async http =>
                {
                    var caller = await who(http);
                    await (options.Strict && !caller.Ok
                        ? ImEndpoints.WriteAsync(http, ImAnswer.Unknown(caller.Error))
                        : downloads.SendAsync(http, $"{http.Request.RouteValues["name"]}", caller.Value));
                });
            }
        }
    }

    private async Task<ImAnswer> ReceiveAsync(HttpContext http, Reply<int> who)
    {
        if (!who.Ok)
        {
            return ImAnswer.Unknown(who.Error);
        }

        var outcome = await uploads.ReceiveAsync(http, Limits, who.Value);
        return outcome.File is not { } file ? Refused(outcome.Refusal) : ImAnswer.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("url", Place + file.Name);
            json.WriteString("originName", file.OriginalName);
            json.WriteEndObject();
        });
    }

    private static ImAnswer Refused(UploadRefusal refusal) => refusal switch
    {
        UploadRefusal.Unauthenticated => ImAnswer.Unauthenticated,
        UploadRefusal.Encoded => ImAnswer.Refused("上传失败") with { Status = StatusCodes.Status415UnsupportedMediaType },
        UploadRefusal.TooLarge => ImAnswer.Refused("文件太大"),
        UploadRefusal.TypeRefused => ImAnswer.Refused("不支持的文件类型"),
        UploadRefusal.QuotaExceeded or UploadRefusal.DiskFull => ImAnswer.Refused("存储空间不足"),
        UploadRefusal.Unavailable => ImAnswer.Refused(ChatError.Unavailable),
        _ => ImAnswer.Refused("上传失败"),
    };
}
