using System.Collections.Immutable;

namespace OrleansChat.WebFrontend.Protocols.Friend;

/// <summary>A page of history with everything that a client needs to draw its page numbers; the members are in the
/// order of the wire.</summary>
/// <remarks>Source: friend.md, history; decisions, PageInfo (PageHelper 5.1).</remarks>
/// <param name="Total">Messages in all.</param>
/// <param name="List">The page, oldest first.</param>
/// <param name="PageNum">From 1.</param>
/// <param name="PageSize">Messages of a full page.</param>
/// <param name="Size">Messages of this one.</param>
/// <param name="StartRow">Number of the first message, from 1; 0 when there is none.</param>
/// <param name="EndRow">Number of the last one.</param>
/// <param name="Pages">Pages in all.</param>
/// <param name="PrePage">The page before, or 0.</param>
/// <param name="NextPage">The page after, or 0.</param>
/// <param name="IsFirstPage">Whether it is page 1.</param>
/// <param name="IsLastPage">Whether it is the last one, or there is none.</param>
/// <param name="HasPreviousPage">Whether it is not page 1.</param>
/// <param name="HasNextPage">Whether there is one after it.</param>
/// <param name="NavigatePages">Page numbers that are named at most.</param>
/// <param name="NavigatepageNums">The numbers around this page.</param>
/// <param name="NavigateFirstPage">The first of them, or 0.</param>
/// <param name="NavigateLastPage">The last of them, or 0.</param>
/// <param name="FirstPage">As <paramref name="NavigateFirstPage"/>, not 1.</param>
/// <param name="LastPage">As <paramref name="NavigateLastPage"/>, not the last page.</param>
internal sealed record PageInfo(
    long Total,
    ImmutableArray<MessageRow> List,
    int PageNum,
    int PageSize,
    int Size,
    long StartRow,
    long EndRow,
    long Pages,
    long PrePage,
    long NextPage,
    bool IsFirstPage,
    bool IsLastPage,
    bool HasPreviousPage,
    bool HasNextPage,
    int NavigatePages,
    ImmutableArray<long> NavigatepageNums,
    long NavigateFirstPage,
    long NavigateLastPage,
    long FirstPage,
    long LastPage)
{
    /// <summary>The page with these numbers.</summary>
    /// <param name="total">Messages in all.</param>
    /// <param name="pageNum">From 1.</param>
    /// <param name="pageSize">From 1.</param>
    /// <param name="list">What is on the page.</param>
    public static PageInfo Of(long total, int pageNum, int pageSize, ImmutableArray<MessageRow> list)
    {
        var pages = (total + pageSize - 1) / pageSize;
        var start = list.Length == 0 ? 0 : ((pageNum - 1L) * pageSize) + 1;
        var nums = NumbersAround(pageNum, pages);
        var first = nums.IsEmpty ? 0 : nums[0];
        var last = nums.IsEmpty ? 0 : nums[^1];
        return new PageInfo(
            total,
            list,
            pageNum,
            pageSize,
            list.Length,
            start,
            list.Length == 0 ? 0 : start - 1 + list.Length,
            pages,
            PrePage: pages > 0 && pageNum > 1 ? pageNum - 1 : 0,
            NextPage: pageNum < pages ? pageNum + 1 : 0,
            IsFirstPage: pageNum == 1,
            IsLastPage: pageNum == pages || pages == 0,
            HasPreviousPage: pageNum > 1,
            HasNextPage: pageNum < pages,
            FriendLimits.NavigatePages,
            nums,
            first,
            last,
            first,
            last);
    }

    /// <summary>All numbers when they are few; otherwise as many as are named, the page a little right of their
    /// middle.</summary>
    private static ImmutableArray<long> NumbersAround(int pageNum, long pages)
    {
        const int Named = FriendLimits.NavigatePages;
        const int Half = Named / 2;
        (long From, long Count) range = pages <= Named ? (1, pages)
            : pageNum - Half < 1 ? (1, Named)
            : pageNum + Half > pages ? (pages - Named + 1, Named)
            : (pageNum - Half, Named);
        var numbers = ImmutableArray.CreateBuilder<long>((int)range.Count);
        for (var number = range.From; number < range.From + range.Count; number++)
        {
            numbers.Add(number);
        }

        return numbers.MoveToImmutable();
    }
}
