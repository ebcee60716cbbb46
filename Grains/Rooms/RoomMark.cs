using System.Globalization;
using System.Security.Cryptography;
using OrleansChat.Accounts;

namespace OrleansChat.Rooms;

/// <summary>Finds a free nine-digit mark, the id that people tell each other.</summary>
internal static class RoomMark
{
    public static async Task<RoomState> DescribeAsync(
        CreateRoom command, long roomId, IGrainFactory grains, CancellationToken cancellation)
    {
        string mark;
        do
        {
            mark = RandomNumberGenerator.GetInt32(100_000_000, 1_000_000_000).ToString(CultureInfo.InvariantCulture);
        }
        while (await grains.GetGrain<ILookupGrain>($"mark:{mark}").ClaimAsync(roomId, cancellation) != roomId);

        return new RoomState
        {
            Name = command.Name,
            Avatar = command.Avatar,
            MarkId = mark,
            IsEncrypted = command.IsEncrypted,
        };
    }
}
