using System.Collections.Immutable;
using System.Globalization;

namespace OrleansChat.Conversations;

/// <summary>The body of a hidden membership row: <c>{"joined":[…],"left":[…]}</c>. Who leaves to join again at once has
/// joined.</summary>
internal static class MembershipBody
{
    public static string Write(ImmutableArray<MemberChange> changes)
    {
        var joined = Users(changes, MemberChangeKind.Join);
        var left = Users(changes, MemberChangeKind.Leave).Except(joined);
        return $$"""{"joined":[{{Ids(joined)}}],"left":[{{Ids(left)}}]}""";
    }

    private static int[] Users(ImmutableArray<MemberChange> changes, MemberChangeKind kind) =>
        [.. changes.Where(change => change.Kind == kind).Select(change => change.UserId)];

    private static string Ids(IEnumerable<int> users) =>
        string.Join(',', users.Select(user => user.ToString(CultureInfo.InvariantCulture)));
}
