using OrleansChat.Conversations;
using OrleansChat.Friends;

namespace OrleansChat.Tests.Support;

/// <summary>A page, by number, of what people said, from rows in memory.</summary>
internal static class SaidPage
{
    public static bool IsSaid(ChatMessage row) =>
        row is { IsRecalled: false, Kind: not (MessageKind.Alert or MessageKind.Membership) };

    public static PairPage Of(IEnumerable<ChatMessage> rows, long skip, int count, bool newestFirst)
    {
        var said = rows.Where(IsSaid).ToArray();
        if (newestFirst)
        {
            Array.Reverse(said);
        }

        return new PairPage(said.Length, [.. said.Skip((int)Math.Min(skip, said.Length)).Take(count)]);
    }
}
