using System.Collections.Immutable;

namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>/room/joinRoomApply and /room/joinRoomInvite. State: 2 a manager will answer, 3 they are members
/// now.</summary>
internal sealed record RoomEntryData(int State);

/// <summary>/chat33/applyList. NextId: the id of the first row not returned, "-1" at the end.</summary>
internal sealed record ApplicationsData(ImmutableArray<ApplicationData> ApplyList, long TotalNumber, string NextId);

/// <summary>A row of /chat33/applyList. Type: 1 to a room, which is then the receiver; 2 for a friendship. Status: 1
/// waiting, 2 refused, 3 accepted.</summary>
internal sealed record ApplicationData(
    ApplicationParty SenderInfo,
    ApplicationParty ReceiveInfo,
    string Id,
    int Type,
    string ApplyReason,
    int Status,
    long Datetime);

/// <summary>/chat33/unreadApplyNumber.</summary>
internal sealed record NumberData(int Number);
