using OrleansChat.Conversations;
using OrleansChat.Errors;

namespace OrleansChat.Tests.Conversations;

/// <summary>Who may take back what, and until when.</summary>
public sealed class RecallRulesTests
{
    private const int Caller = 1;
    private const int Other = 2;
    private const long SentAt = 1_000_000;
    private const long Window = 10 * 60 * 1000;

    public static TheoryData<bool, int, short, short, long, ChatError> Cases => new()
    {
        // deletes, sender, the caller's rank, the sender's rank, age, answer
        { false, Caller, 1, 1, 0, ChatError.None },
        { false, Caller, 1, 1, Window, ChatError.None },
        { false, Caller, 1, 1, Window + 1, ChatError.RecallTooLate },
        { false, Caller, 3, 3, Window + 1, ChatError.RecallTooLate },
        { true, Caller, 1, 1, Window + 1, ChatError.None },
        { true, Caller, 1, 1, long.MaxValue - SentAt, ChatError.None },
        { false, Other, 1, 1, 0, ChatError.RecallRefused },
        { false, Other, 1, 0, 0, ChatError.RecallRefused }, // he has left: still no matter of an ordinary member's
        { false, Other, 2, 0, Window + 1, ChatError.None },
        { false, Other, 2, 1, Window + 1, ChatError.None },
        { false, Other, 2, 2, 0, ChatError.RecallRefused },
        { false, Other, 2, 3, 0, ChatError.RecallRefused },
        { false, Other, 3, 2, Window + 1, ChatError.None },
        { false, Other, 3, 1, 0, ChatError.None },
        { true, Other, 2, 1, 0, ChatError.RecallRefused },
        { true, Other, 3, 1, 0, ChatError.RecallRefused },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_message_of_an_age_and_two_people_of_rank(
        bool deletes, int sender, short callerLevel, short senderLevel, long age, ChatError expected) => Assert.Equal(
            expected, Check(deletes, Said(sender), callerLevel: callerLevel, senderLevel: senderLevel, age: age));

    [Theory]
    [InlineData(MessageKind.RedPacket, ChatError.RecallRefused)]
    [InlineData(MessageKind.Alert, ChatError.RecallRefused)]
    [InlineData(MessageKind.Membership, ChatError.MessageUnknown)]
    [InlineData(MessageKind.Announcement, ChatError.None)]
    [InlineData(MessageKind.File, ChatError.None)]
    public void Some_kinds_are_there_for_good(MessageKind kind, ChatError expected)
    {
        foreach (var deletes in new[] { false, true })
        {
            Assert.Equal(expected, Check(deletes, Said(Caller) with { Kind = kind }));
        }

        Assert.Equal(expected, Check(false, Said(Other) with { Kind = kind }, callerLevel: 3));
    }

    [Fact]
    public void What_is_not_there_or_not_for_the_caller_or_was_recalled_is_unknown()
    {
        Assert.Equal(ChatError.MessageUnknown, Check(false, null));
        Assert.Equal(ChatError.MessageUnknown, Check(false, Said(Caller) with { Body = "" }));
        Assert.Equal(ChatError.MessageUnknown, Check(true, Said(Other) with { Body = "" }, callerLevel: 3));
        Assert.Equal(ChatError.MessageUnknown, Check(false, Said(Other), callerLevel: 3, readsFrom: 6));
        Assert.Equal(ChatError.None, Check(false, Said(Other), callerLevel: 3, readsFrom: 5));
    }

    private static ChatMessage Said(int sender) =>
        new("r:7", 5, 512, sender, null, MessageKind.Text, "{}", false, SentAt, null);

    private static ChatError Check(
        bool deletes,
        ChatMessage? message,
        long readsFrom = 1,
        short callerLevel = 1,
        short senderLevel = 1,
        long age = 0) => RecallRules.Check(
            new RecallMessage(Caller, 512, deletes, new Author("", "")),
            message,
            readsFrom,
            callerLevel,
            senderLevel,
            SentAt + age);
}
