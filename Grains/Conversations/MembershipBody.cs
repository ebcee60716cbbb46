using System.Collections.Immutable;
using System.Globalization;

namespace OrleansChat.Conversations;

/// <summary>The body of a hidden membership row: <c>{"joined":[…],"left":[…]}</c>.</summary>
internal static class MembershipBody
{
    public static string Write(ImmutableArray<MemberChange> changes) =>
        $$"""{"joined":[{{Ids(changes, joins: true)}}],"left":[{{Ids(changes, joins: false)}}]}""";

    private static string Ids(ImmutableArray<MemberChange> changes, bool joins) => string.Join(
        ',',
        changes.Where(change => change.Joins == joins)
            .Select(change => change.UserId.ToString(CultureInfo.InvariantCulture)));
}
