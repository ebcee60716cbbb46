namespace OrleansChat.WebFrontend.Protocols.Chat33;

/// <summary>What /group/userList asks for.</summary>
/// <param name="ChatRoomId">Of which chat room.</param>
/// <param name="Name">A part of the users' names in any case, or empty.</param>
/// <param name="Page">Which page; the first is 1, and so is 0.</param>
/// <param name="Number">Rows of a page; 0 for all rows on the first.</param>
internal sealed record ChatRoomPage(long ChatRoomId, string Name, int Page, int Number)
{
    /// <summary>The rows of the page.</summary>
    public IEnumerable<T> Of<T>(IEnumerable<T> rows) => Number == 0
        ? rows
        : rows.Skip((int)Math.Min(int.MaxValue, (long)Math.Max(Page - 1, 0) * Number)).Take(Number);
}
