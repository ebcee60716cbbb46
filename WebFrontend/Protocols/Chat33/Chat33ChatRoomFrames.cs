using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>/group/list.</summary>
internal sealed record ChatRoomsData(ImmutableArray<ChatRoomData> Groups);

/// <summary>A row of /group/list, and /group/info. Status: 1 open, 2 closed. Times in Unix milliseconds.</summary>
internal sealed record ChatRoomData(
    string GroupId,
    string GroupName,
    string Avatar,
    string Description,
    long CreateTime,
    long OpenTime,
    long CloseTime,
    int Status,
    int TotalNumber,
    int UserNumber,
    int VisitorNumber);

/// <summary>/group/addGroup, which the document leaves empty: without its id nobody could go on.</summary>
internal sealed record ChatRoomMadeData(string GroupId);

/// <summary>/group/getOnlineNumber.</summary>
internal sealed record ChatRoomNumberData(int TotalNumber);

/// <summary>/group/userList. Totalnum: the rows of this answer.</summary>
internal sealed record ChatRoomGuestsData(int Totalnum, ImmutableArray<ChatRoomGuestData> UserList);

/// <summary>Who is in a chat room. A visitor has UserLevel 0, his device's id for an account, and no name.</summary>
internal sealed record ChatRoomGuestData(
    string Id, string Account, string Name, string Uid, string Avatar, string Remark, int Verified, int UserLevel);

/// <summary>/group/userInfo. MutedTime: since when he may not speak; MutedLastTime: for how long, in milliseconds. Both
/// 0 when he may.</summary>
internal sealed record ChatRoomUserData(
    string Id,
    string Name,
    string Avatar,
    string Uid,
    string Account,
    long MutedTime,
    long MutedLastTime,
    int UserLevel);

/// <summary>The serializers of these answers, made at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(ChatRoomsData))]
[JsonSerializable(typeof(ChatRoomMadeData))]
[JsonSerializable(typeof(ChatRoomNumberData))]
[JsonSerializable(typeof(ChatRoomGuestsData))]
[JsonSerializable(typeof(ChatRoomUserData))]
internal sealed partial class Chat33ChatRoomJson : JsonSerializerContext;
