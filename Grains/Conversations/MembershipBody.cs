using System.Collections.Immutable;
using System.Globalization;

namespace OrleansChat.Conversations;

/// <summary>The body of a hidden membership row: <c>{"joined":[…],"left":[…]}</c>.</summary>
internal static class MembershipBody
{
    public static string Write(ImmutableArray<MemberChange> changes) =>
        $$"""{"joined":[{{Ids(changes, MemberChangeKind.Join)}}],"left":[{{Ids(changes, MemberChangeKind.Leave)}}]}""";

    private static string Ids(ImmutableArray<MemberChange> changes, MemberChangeKind kind) => string.Join(
        ',',
        changes.Where(change => change.Kind == kind)
            .Select(change => change.UserId.ToString(CultureInfo.InvariantCulture)));
}
