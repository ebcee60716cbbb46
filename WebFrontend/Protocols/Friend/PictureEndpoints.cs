using OrleansChat.Accounts;
using OrleansChat.Errors;
using OrleansChat.Files;
using OrleansChat.WebFrontend.Gateway;
using OrleansChat.WebFrontend.Gateway.Files;
using OrleansChat.WebFrontend.Gateway.Identity;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>Pictures: two ways in and one out.</summary>
/// <remarks>Source: friend.md, 上传图片; decisions 14, 15 and 3c.</remarks>
internal sealed class PictureEndpoints(
    FriendIdentity identity, FriendParts parts, FileUploads uploads, FileDownloads downloads,
    ILogger<PictureEndpoints> logger)
{
    private static readonly UploadLimits Limits =
        new("upload_file", FriendLimits.MaxPictureBytes, PicturesOnly: true);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/user/upload.do", http => UploadAsync(http, isAvatar: true));
        routes.MapPost("/user/image.do", http => UploadAsync(http, isAvatar: false));
        routes.MapMethods("/images/{uri}", [HttpMethods.Get, HttpMethods.Head], SendAsync);
    }

    private async Task UploadAsync(HttpContext http, bool isAvatar)
    {
        var user = await UploaderOfAsync(http);
        if (!user.Ok)
        {
            await FriendAnswer.WriteAsync(http, user.Error);
            return;
        }

        var outcome = await uploads.ReceiveAsync(http, Limits, user.Value);
        if (outcome.Refusal is UploadRefusal.Encoded)
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        await (outcome.Ok ? await KeepAsync(http, outcome.File, user.Value, isAvatar) : AnswerTo(outcome.Refusal))
            .WriteAsync(http);
    }

    /// <returns>The user; 0 for one without a token, which the uploads take in development only.</returns>
    private async Task<Reply<int>> UploaderOfAsync(HttpContext http)
    {
        if (identity.IsFromElsewhere(http))
        {
            return ChatError.Forbidden;
        }

        if (Credentials.TokenOf(http.Request).Length == 0)
        {
            return 0;
        }

        var session = await identity.SessionOfAsync(http, http.RequestAborted);
        return session.Ok ? session.Value!.UserId : session.Error;
    }

    private async Task<FriendAnswer> KeepAsync(HttpContext http, UploadedFile file, int userId, bool isAvatar)
    {
        var root = parts.Options.PublicBaseUrl ?? $"{http.Request.Scheme}://{http.Request.Host}";
        var picture = new PictureData(file.Name, $"{root}/images/{file.Name}");
        var error = isAvatar && userId > 0
            ? await GrainFaults.GuardAsync(() => WearAsync(userId, file.Key, picture.Url), logger)
            : ChatError.None;
        return error is ChatError.None
            ? FriendAnswer.Of(picture, FriendJson.Default.FriendEnvelopePictureData)
            : error;
    }

    /// <summary>Makes a picture the user's own, which everybody may see.</summary>
    private async Task<ChatError> WearAsync(int userId, string key, string url)
    {
        var error = await parts.Grains.GetGrain<IFileGrain>(key).PublishAsync(userId, CancellationToken.None);
        return error is ChatError.None
            ? await parts.Grains.GetGrain<IUserGrain>(userId).EditProfileAsync(null, url, CancellationToken.None)
            : error;
    }

    private async Task SendAsync(HttpContext http)
    {
        var session = await identity.SessionOfAsync(http, http.RequestAborted);
        await downloads.SendAsync(http, (string)http.Request.RouteValues["uri"]!, session.Value?.UserId ?? 0);
    }

    private static FriendAnswer AnswerTo(UploadRefusal refusal) => refusal switch
    {
        UploadRefusal.Unauthenticated => ChatError.Unauthenticated,
        UploadRefusal.TooLarge => FriendAnswer.Refusal("文件太大"),
        UploadRefusal.TypeRefused => FriendAnswer.Refusal("不支持的文件类型"),
        UploadRefusal.DiskFull or UploadRefusal.Unavailable => ChatError.Unavailable,
        _ => FriendAnswer.Refusal("上传失败"),
    };
}
