using OrleansChat.Rooms;
using OrleansChat.WebFrontend.Gateway;

namespace OrleansChat.Tests.Gateway;

public sealed class ListenerListTests
{
    private readonly ListenerList _list = new();
    private long _version;

    [Fact]
    public void The_whole_list_is_told_first_and_then_what_changed()
    {
        Add(1, 2, 2);
        var first = Take();
        _list.Told(first);
        Add(3);
        _list.Remove(1);
        _list.Remove(2); // one of his two sockets
        var second = Take();
        Assert.Equal((0, "1 2", ""), Text(first));
        Assert.Equal((first.Version, "3", "1"), Text(second));
    }

    [Fact]
    public void Who_came_and_went_in_between_is_no_change_and_a_renewal_names_nobody()
    {
        Add(1);
        var first = Take();
        _list.Told(first);
        Add(2);
        _list.Remove(2);
        _list.Remove(1);
        Add(1);
        Assert.Equal((first.Version, "", ""), Text(Take()));
    }

    [Fact]
    public void After_an_answer_that_was_lost_the_whole_list_is_told()
    {
        Add(1);
        _list.Told(Take());
        Add(2);
        Take(); // arrived or not
        Add(3);
        Assert.Equal((0, "1 2 3", ""), Text(Take()));
    }

    [Fact]
    public void An_answer_that_was_overtaken_confirms_nothing()
    {
        Add(1);
        var slow = Take();
        Add(2);
        var quick = Take();
        _list.Told(quick);
        _list.Told(slow);
        Add(3);
        Assert.Equal((quick.Version, "3", ""), Text(Take()));
    }

    [Fact]
    public void Nobody_is_told_once_the_room_has_confirmed_it()
    {
        Assert.False(_list.IsToldEmpty);
        Add(1);
        _list.Told(Take());
        _list.Remove(1);
        Assert.False(_list.IsToldEmpty);
        var last = Take();
        Assert.False(_list.IsToldEmpty);
        _list.Told(last);
        Assert.True(_list.IsToldEmpty);
    }

    private static (long Since, string Came, string Went) Text(ListenerChange change) =>
        (change.Since, string.Join(' ', change.Came.Order()), string.Join(' ', change.Went.Order()));

    private void Add(params int[] users) => Array.ForEach(users, _list.Add);

    private ListenerChange Take() => _list.Take("node", () => ++_version);
}
