using System.Text.Json.Nodes;
using OrleansChat.Errors;
using OrleansChat.WebFrontend.Protocols.Chat33;

namespace OrleansChat.Tests.Protocols.Chat33;

/// <summary>Where the document contradicts itself or the servers of its family, requests are taken either way. The numbers
/// are those of the list of contradictions; what answers look like is in the samples.</summary>
public sealed class Chat33OddityTests
{
    [Theory]
    [InlineData("1", "/room/kickOut", """{"rootId":"9","users":["1"]}""")]
    [InlineData("1", "/room/kickOut", """{"roomId":"9","users":["1"]}""")]
    [InlineData("1", "/room/kickOut", """{"roomid":"9","users":["1"]}""")]
    [InlineData("1", "/room/loginOut", """{"rootId":"9"}""")]
    [InlineData("1", "/room/loginOut", """{"roomId":"9"}""")]
    [InlineData("12", "/friend/delete", """{"id":123}""")]
    [InlineData("12", "/chat33/applyList", """{"id":123,"number":10}""")]
    [InlineData("13", "/chat33/RevokeMessage", """{"logId":123,"type":1}""")]
    [InlineData("13", "/chat33/deleteMsg", """{"logId":"123","type":"2"}""")]
    [InlineData("16", "/room/chatLog", """{"id":"9","startId":"","number":20}""")]
    [InlineData("16", "/room/chatLog", """{"id":"9","startId":"0","number":20}""")]
    [InlineData("16", "/friend/chatLog", """{"id":"9","startId":"-1","number":20}""")]
    [InlineData("16", "/friend/chatLog", """{"id":"9","startId":null,"number":"20"}""")]
    [InlineData("17", "/user/muted", """{"id":"9","muted_time":0}""")]
    [InlineData("17", "/user/muted", """{"id":"9","time":0}""")]
    [InlineData("20", "/friend/setDND", """{"id":"9","setNoDisturbing":1}""")]
    [InlineData("20", "/room/inviteJoinInRoomApply", """{"roomId":"9","users":["1"]}""")]
    [InlineData("20", "/room/joinInRoomApply", """{"roomId":"9"}""")]
    [InlineData("20", "/room/joinInRoomApprove", """{"roomId":"9","userId":"1","agree":2}""")]
    [InlineData("33", "/room/setPermission", """{"roomId":"9","joinPermission":3}""")]
    public void A_request_is_taken_as_either_says(string number, string path, string body) =>
        Assert.Equal((number, ChatError.None), (number, Read(path, body)));

    [Theory]
    [InlineData("1", "/room/kickOut", """{"rootId":"9","roomId":"8","users":["1"]}""", ChatError.InvalidValue)]
    [InlineData("1", "/room/loginOut", "{}", ChatError.MissingValue)]
    [InlineData("10", "/friend/response", """{"id":"9","agree":0}""", ChatError.InvalidValue)]
    [InlineData("10", "/room/joinRoomApprove", """{"userId":"9","roomId":"9","agree":0}""", ChatError.InvalidValue)]
    [InlineData("16", "/room/chatLog", """{"id":"9","startId":"-2","number":20}""", ChatError.InvalidValue)]
    [InlineData("17", "/user/muted", """{"id":"9","muted_time":1,"time":2}""", ChatError.InvalidValue)]
    [InlineData("33", "/room/setPermission", """{"roomId":"9","joinPermission":4}""", ChatError.InvalidValue)]
    public void What_neither_says_is_refused(string number, string path, string body, ChatError expected) =>
        Assert.Equal((number, expected), (number, Read(path, body)));

    /// <summary>2: the document gives no path for them. Routes match in any case.</summary>
    [Theory]
    [InlineData("/chat33/RevokeMessage")]
    [InlineData("/chat33/withdrawMsg")]
    [InlineData("/withdrawMsg")]
    [InlineData("/chat33/deleteMsg")]
    [InlineData("/deleteMsg")]
    public void A_message_is_taken_back_and_deleted_under_every_name(string path) => Assert.True(Chat33Samples.IsServed(path));

    /// <summary>27 and 32.</summary>
    [Theory]
    [InlineData("""{"eventType":0,"channelType":3,"targetId":"9","msgType":1,"msg":{"content":"a"}}""", ChatError.None)]
    [InlineData("""{"channelType":3,"targetId":9,"msgType":"1","msg":{"content":"a"},"isSnap":1}""", ChatError.None)]
    [InlineData("""{"eventType":0,"channelType":3,"targetId":"9","msgType":6,"msg":{"content":"a"}}""", ChatError.InvalidValue)]
    public void A_message_lacks_what_is_new_and_is_none_of_the_servers_own(string frame, ChatError expected) =>
        Assert.Equal(expected, Chat33FrameReader.Read(System.Text.Encoding.UTF8.GetBytes(frame)).Error);

    private static ChatError Read(string path, string body) =>
        Chat33FormTests.Read(path, JsonNode.Parse(body)!.AsObject());
}
