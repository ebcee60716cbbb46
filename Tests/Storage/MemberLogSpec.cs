using OrleansChat.Conversations;

namespace OrleansChat.Tests.Storage;

/// <summary>What every log must do with those who come, go and change.</summary>
public abstract class MemberLogSpec : LogSpec
{
    [Fact]
    public async Task Members_come_and_go_with_the_rows_that_say_so()
    {
        var conversation = NewConversation();
        await Log.AppendAsync(Batch(Row(conversation, 1)) with
        {
            Changes = [new MemberChange(7, 1, MemberChangeKind.Join, 3, "seven", 10), new MemberChange(5, 1, MemberChangeKind.Join, 1, "", 10)],
        });
        await Log.AppendAsync(Batch(Row(conversation, 2)) with { Changes = [new MemberChange(5, 2, MemberChangeKind.Leave, null, "", 20)] });
        await Log.UpdateMemberAsync(conversation, 7, new MemberSettings(OnTop: true), CancellationToken.None);
        await Log.UpdateMemberAsync(conversation, 5, new MemberSettings(Alias: "gone"), CancellationToken.None);

        var head = await Log.OpenAsync(conversation, CancellationToken.None);

        Assert.Equal([new MemberRow(7, 1, 3, "seven", false, true, 10)], head.Members.AsEnumerable());
    }

    [Fact]
    public async Task A_change_of_rank_or_mute_is_made_in_place_and_keeps_the_rest()
    {
        var conversation = NewConversation();
        await Log.AppendAsync(Batch(Row(conversation, 1)) with { Changes = [Placed(MemberChange.Join(7, 1, "a"), 1)] });
        await Log.UpdateMemberAsync(conversation, 7, new MemberSettings(NoDisturbing: true), CancellationToken.None);
        await Log.AppendAsync(Batch(Row(conversation, 2), Row(conversation, 3)) with
        {
            Changes =
            [
                Placed(MemberChange.Update(7, level: 2, muteList: 3), 2),
                Placed(MemberChange.Update(7, mutedUntilUnixMs: 7_258_089_600_000), 3),
                Placed(MemberChange.Update(9, level: 3), 3), // nobody here
            ],
        });

        var head = await Log.OpenAsync(conversation, CancellationToken.None);

        Assert.Equal(
            [new MemberRow(7, 1, 2, "a", true, false, 1, 7_258_089_600_000, MuteList: 3)], head.Members.AsEnumerable());
    }

    [Fact]
    public async Task Who_comes_in_muted_is_muted()
    {
        var conversation = NewConversation();
        await Log.AppendAsync(Batch(Row(conversation, 1)) with
        {
            Changes =
            [
                Placed(MemberChange.Join(7, 1, "", 7_258_089_600_000, 2), 1), Placed(MemberChange.Join(8, 1, ""), 1),
            ],
        });

        var head = await Log.OpenAsync(conversation, CancellationToken.None);

        Assert.Equal(
            [
                new MemberRow(7, 1, 1, "", false, false, 1, 7_258_089_600_000, MuteList: 2),
                new MemberRow(8, 1, 1, "", false, false, 1),
            ],
            head.Members.AsEnumerable());
    }

    [Fact]
    public async Task Who_comes_and_goes_within_one_batch_is_gone_and_who_goes_and_comes_is_there()
    {
        var conversation = NewConversation();
        await Log.AppendAsync(Batch(Row(conversation, 1)) with { Changes = [Placed(MemberChange.Join(7, 2, "a"), 1)] });
        await Log.AppendAsync(Batch(Row(conversation, 2), Row(conversation, 3)) with
        {
            Changes =
            [
                Placed(MemberChange.Join(8, 1, ""), 2), Placed(MemberChange.Leave(7), 1),
                Placed(MemberChange.Leave(8), 2), Placed(MemberChange.Join(7, 1, "b"), 3),
                Placed(MemberChange.Update(7, muteList: 2), 3),
            ],
        });

        var head = await Log.OpenAsync(conversation, CancellationToken.None);

        Assert.Equal([new MemberRow(7, 3, 1, "b", false, false, 3, 0, MuteList: 2)], head.Members.AsEnumerable());
    }

    [Fact]
    public async Task Who_joins_with_each_of_his_messages_is_there_once_since_the_first()
    {
        var conversation = NewConversation();
        await Log.AppendAsync(Batch(Row(conversation, 1), Row(conversation, 2)) with
        {
            Changes = [Placed(MemberChange.Join(7, 1, ""), 1), Placed(MemberChange.Join(7, 1, ""), 2)],
        });
        await Log.AppendAsync(Batch(Row(conversation, 3)) with { Changes = [Placed(MemberChange.Join(7, 1, ""), 3)] });

        var head = await Log.OpenAsync(conversation, CancellationToken.None);

        Assert.Equal([new MemberRow(7, 1, 1, "", false, false, 1)], head.Members.AsEnumerable());
    }

    [Fact]
    public async Task A_refused_batch_changes_no_membership()
    {
        var conversation = NewConversation();
        await Log.AppendAsync(Batch(Row(conversation, 1, "key")));

        var duplicate = await Log.AppendAsync(Batch(Row(conversation, 2, "key")) with
        {
            Changes = [new MemberChange(7, 2, MemberChangeKind.Join, 1, "", 10)],
        });
        var conflict = await Log.AppendAsync(Batch(Row(conversation, 1)) with
        {
            Changes = [new MemberChange(7, 1, MemberChangeKind.Join, 1, "", 10)],
        });

        Assert.Equal((AppendResult.Duplicate, AppendResult.Conflict), (duplicate.Result, conflict.Result));
        Assert.Empty((await Log.OpenAsync(conversation, CancellationToken.None)).Members);
    }
}
