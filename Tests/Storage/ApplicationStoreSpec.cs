using OrleansChat.Conversations;
using OrleansChat.Friends;

namespace OrleansChat.Tests.Storage;

/// <summary>What every store of applications does.</summary>
public abstract class ApplicationStoreSpec
{
    private static int _users = 500_000;
    private static long _ids = 5_000_000_000;

    private readonly int _user = Interlocked.Add(ref _users, 10);

    protected abstract IApplicationStore Store { get; }

    protected abstract IMessageLog Log { get; }

    private int Other => _user + 1;

    private int Room => _user + 2; // rooms and users have numbers of their own

    [Fact]
    public async Task Pages_hold_what_one_asked_what_he_was_asked_and_what_his_rooms_were_asked()
    {
        await JoinAsync(Room, _user, level: 2);
        await JoinAsync(Room + 1, _user, level: 1);
        var made = await SaveAsync(_user, Other, ApplicationKind.Friendship);
        var received = await SaveAsync(Other, _user, ApplicationKind.Friendship);
        var toMyRoom = await SaveAsync(Other, Room, ApplicationKind.Room);
        await SaveAsync(Other, Room + 1, ApplicationKind.Room); // he manages nothing there
        await SaveAsync(Other, _user, ApplicationKind.Room); // a room that has his number
        await SaveAsync(Other, Room, ApplicationKind.Friendship); // a user who has the room's number

        var first = await Store.PageAsync(_user, null, 2, CancellationToken.None);
        var second = await Store.PageAsync(_user, first.NextId, 2, CancellationToken.None);

        Assert.Equal([toMyRoom, received], first.Applications.AsEnumerable());
        Assert.Equal([made], second.Applications.AsEnumerable());
        Assert.Equal((made.ApplicationId, null), (first.NextId, second.NextId));
        Assert.Equal((3, 3), (first.Total, second.Total));
        Assert.Equal(2, await Store.CountWaitingAsync(_user, CancellationToken.None));
    }

    [Fact]
    public async Task Asking_again_moves_the_one_row_up_and_an_answer_leaves_it_where_it_is()
    {
        var first = await SaveAsync(Other, _user, ApplicationKind.Friendship);
        var second = await SaveAsync(Other + 1, _user, ApplicationKind.Friendship);
        await Store.AnswerAsync(first with { Status = ApplicationStatus.Rejected }, CancellationToken.None);

        var answered = await Store.PageAsync(_user, null, 10, CancellationToken.None);
        Assert.Equal([second.ApplicationId, first.ApplicationId], answered.Applications.Select(row => row.ApplicationId));
        Assert.Equal(
            (ApplicationStatus.Rejected, first.AskedAtUnixMs),
            (answered.Applications[1].Status, answered.Applications[1].AskedAtUnixMs));
        Assert.Equal(1, await Store.CountWaitingAsync(_user, CancellationToken.None));

        var again = await SaveAsync(Other, _user, ApplicationKind.Friendship);
        var renewed = await Store.PageAsync(_user, null, 10, CancellationToken.None);
        Assert.Equal([again.ApplicationId, second.ApplicationId], renewed.Applications.Select(row => row.ApplicationId));
        Assert.Equal((2, 2), (renewed.Total, await Store.CountWaitingAsync(_user, CancellationToken.None)));
    }

    [Fact]
    public async Task One_who_applied_to_a_room_and_manages_it_now_sees_his_row_once()
    {
        await SaveAsync(_user, Room, ApplicationKind.Room);
        await JoinAsync(Room, _user, level: 3);

        var page = await Store.PageAsync(_user, null, 10, CancellationToken.None);

        Assert.Single(page.Applications);
        Assert.Equal(1, page.Total);
    }

    [Fact]
    public async Task The_same_wish_of_many_is_a_row_for_each()
    {
        var wish = new FriendApplication(0, 0, Room, "why", ApplicationStatus.Waiting, 0, Kind: ApplicationKind.Room);

        var saved = await Store.SaveAsync(wish, [_user, Other], CancellationToken.None);

        Assert.Equal([_user, Other], saved.Select(row => row.ApplicantId).Order());
        Assert.Equal(2, saved.Select(row => row.ApplicationId).Distinct().Count());
        var found = await Store.FindAsync(ApplicationKind.Room, Other, Room, CancellationToken.None);
        Assert.Equal(saved.Single(row => row.ApplicantId == Other), found);
        Assert.Null(await Store.FindAsync(ApplicationKind.Friendship, Other, Room, CancellationToken.None));
    }

    [Fact]
    public async Task A_friendship_remembers_the_room_where_the_two_met()
    {
        var wish = new FriendApplication(0, _user, Other, "hi", ApplicationStatus.Waiting, 0, RoomId: Room);

        await Store.SaveAsync(wish, "pal", CancellationToken.None);

        var found = await Store.FindAsync(ApplicationKind.Friendship, _user, Other, CancellationToken.None);
        Assert.Equal((Room, "hi"), (found!.RoomId, found.Reason));
        Assert.Equal("pal", await Store.RemarkAsync(_user, Other, CancellationToken.None));
    }

    private Task<FriendApplication> SaveAsync(int applicant, int target, ApplicationKind kind) => Store.SaveAsync(
        new FriendApplication(0, applicant, target, "", ApplicationStatus.Waiting, 0, Kind: kind), "", CancellationToken.None);

    private async Task JoinAsync(int room, int user, short level)
    {
        var key = ConversationKey.Room(room);
        var row = new ChatMessage(
            key, 1, Interlocked.Increment(ref _ids), 0, null, MessageKind.Membership, "{}", false, 1, null);
        var join = MemberChange.Join(user, level, "") with { Seq = 1, AtUnixMs = 1 };
        Assert.Equal(AppendResult.Committed, (await Log.AppendAsync(new LogBatch(key, [row], [join]))).Result);
    }
}
