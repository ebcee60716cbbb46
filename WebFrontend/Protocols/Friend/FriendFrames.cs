using System.Text.Json.Serialization;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>A message, as the socket and history show it. Source: friend.md, OnMessage.</summary>
/// <param name="Sender">The sender's name now.</param>
/// <param name="Text">What he said.</param>
/// <param name="Time">When; see <see cref="FriendTime"/>.</param>
internal sealed record MessageRow(string Sender, string Text, string Time);

/// <summary>An account, as its owner sees it; others see neither the number nor the token.</summary>
/// <param name="Id">User id.</param>
/// <param name="Name">Nickname.</param>
/// <param name="Img">Address of the picture; empty when there is none.</param>
/// <param name="Phone">Mobile number; null for others, and when there is none.</param>
internal sealed record UserData(int Id, string Name, string Img, string? Phone);

/// <summary>A friend in a list.</summary>
/// <param name="Id">User id.</param>
/// <param name="Name">Nickname.</param>
/// <param name="Img">Address of the picture; empty when there is none.</param>
internal sealed record FriendRow(int Id, string Name, string Img);

/// <summary>What a login gives.</summary>
/// <param name="User">Who logged in.</param>
/// <param name="Token">The session, for the header <c>token</c>.</param>
internal sealed record LoginData(UserData User, string Token);

/// <summary>A picture that was stored. Source: friend.md, 上传图片.</summary>
/// <param name="Uri">Its name.</param>
/// <param name="Url">Where it is served.</param>
internal sealed record PictureData(string Uri, string Url);

/// <summary>An answer over HTTP; what is null is left out.</summary>
/// <param name="Status">0, or why not; see <see cref="FriendErrors"/>.</param>
/// <param name="Msg">Words, or null.</param>
/// <param name="Data">What was asked for, or null.</param>
internal sealed record FriendEnvelope<T>(int Status, string? Msg, T? Data)
    where T : class;

/// <summary>The serializers of the answers, made at build time. What is null is left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(FriendEnvelope<PageInfo>))]
[JsonSerializable(typeof(FriendEnvelope<UserData>))]
[JsonSerializable(typeof(FriendEnvelope<LoginData>))]
[JsonSerializable(typeof(FriendEnvelope<PictureData>))]
[JsonSerializable(typeof(FriendEnvelope<IReadOnlyList<FriendRow>>))]
internal sealed partial class FriendJson : JsonSerializerContext;
