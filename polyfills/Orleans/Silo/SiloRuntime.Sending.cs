using System.Text;

namespace Orleans.Runtime;

/// <content>What leaves this silo, or would.</content>
internal sealed partial class SiloRuntime
{
    /// <summary>Tells the caller of a request that has not ended how things stand.</summary>
    public void SendStatus(Message request, string text)
    {
        if (request.Call is { } call)
        {
            Calls.SetStatus(call, text);
        }
        else if (request is { Direction: MessageDirection.Request, SendingSilo: { } caller } && !_isStopped)
        {
            var message = new Message
            {
                Direction = MessageDirection.Status,
                Id = request.Id,
                TargetGrain = request.SendingGrain,
                TargetSilo = request.SendingSilo,
                SendingGrain = request.TargetGrain,
                SendingSilo = silo.SiloAddress,
                Body = Encoding.UTF8.GetBytes(text),
            };
            if (caller.Equals(silo.SiloAddress))
            {
                OnResponse(message);
            }
            else
            {
                Connections.Send(caller, message, codec.Encode(message));
            }
        }
    }

    /// <summary>A response that came here for a caller in another silo, or in this one.</summary>
    public void ForwardResponse(Message message)
    {
        if (IsHere(message.TargetSilo!))
        {
            OnResponse(message);
        }
        else
        {
            Connections.Send(message.TargetSilo!, message, codec.Encode(message));
        }
    }

    /// <summary>
    /// A message, as a frame, that did not leave this silo: a request is answered, by nobody but this silo; the answer to a client whose
    /// gateway has left goes through another one of that client.
    /// </summary>
    public void RejectUnsent(SiloAddress target, ReadOnlyMemory<byte> frame, string reason, Exception? inner)
    {
        var message = codec.Decode(frame, out _);
        if (message.Direction is not (MessageDirection.Request or MessageDirection.OneWay))
        {
            if (!message.TargetGrain.Type.Equals(WellKnownGrainTypes.Client) || !Clients.TryRouteUnsent(target, message))
            {
                LogNotSent(logger, message, reason);
            }

            return;
        }

        Exception exception = IsDead(target)
            ? new SiloUnavailableException($"Silo {target}, the target of {message}, is dead.", inner!)
            : new OrleansMessageRejectionException($"Silo {target} could not be reached for {message}: {reason}", inner!);
        if (silo.SiloAddress.Equals(message.SendingSilo) && !message.SendingGrain.Type.Equals(WellKnownGrainTypes.Client))
        {
            message.Call = Calls.Find(message.Id);
        }

        if (!WellKnownGrainTypes.IsClient(message.TargetGrain.Type) || !Clients.TryRouteUnsent(target, message))
        {
            message.KeepBody();
            Reject(message, exception);
        }
    }

    protected override void Send(Message message)
    {
        if (_isStopped)
        {
            Reject(message, new SiloUnavailableException($"This silo has stopped: {message} is not sent."));
        }
        else if (message.TargetSilo is not null)
        {
            Transmit(message);
        }
        else if (message.Body.IsEmpty && catalog.TryGet(message.TargetGrain, out var grain))
        {
            grain.Receive(message);
        }
        else if (WellKnownGrainTypes.IsClient(message.TargetGrain.Type))
        {
            Clients.Route(message);
        }
        else if (message.Direction != MessageDirection.Cancel || Locator.TryRecall(message.TargetGrain, out _))
        {
            message.KeepBody();
            Locator.Route(message);
        }
        else
        {
            Cancellations.Hold(message);
        }
    }

    protected override void SendCancel(Message request)
    {
        Send(new Message
        {
            Direction = MessageDirection.Cancel,
            Id = request.Id,
            TargetGrain = request.TargetGrain,
            TargetSilo = request.TargetSilo,
            SendingGrain = request.SendingGrain,
            SendingSilo = silo.SiloAddress,
        });
    }

    protected override void LogOneWayFailure(Exception exception) => LogOneWayNotSent(logger, exception);

    private void SendToSilo(Message message)
    {
        var target = message.TargetSilo!;
        if (message.Call is { } call)
        {
            // Before the look at the membership: whoever learns of the target's death later finds the call.
            Calls.TrackById(call, target);
        }

        if (IsDead(target))
        {
            Locator.Forget(message.TargetGrain, target);
            Reject(message, new SiloUnavailableException($"Silo {target}, the target of {message}, is dead."));
            return;
        }

        if (message.Direction == MessageDirection.Request && HasExpiredOnTheWay(message))
        {
            return;
        }

        Frame frame;
        try
        {
            frame = codec.Encode(message);
        }
        catch (Exception exception)
        {
            // It is too large, or has an argument that cannot be serialized.
            Reject(message, exception);
            return;
        }

        Connections.Send(target, message, frame);
        if (message is { Call: null, Direction: MessageDirection.Request } && IsDead(target))
        {
            // It may have read the request in time to answer, or not; of requests that others have made, nobody else here knows.
            Reject(message, new SiloUnavailableException($"Silo {target}, the target of {message}, has just died; whether it ran is not known."));
        }
    }

    /// <summary>The time that a request has spent here, waiting for placement for instance, counts; it is not sent on for nothing.</summary>
    private bool HasExpiredOnTheWay(Message request)
    {
        if (request.TimeToLive <= 0)
        {
            return false;
        }

        var now = Time.GetTimestamp();
        var left = request.Call is { } call ? Time.GetElapsedTime(now, call.Deadline).TotalMilliseconds
            : request.ReceivedAt != 0 ? request.TimeToLive - Time.GetElapsedTime(request.ReceivedAt, now).TotalMilliseconds
            : request.TimeToLive;
        request.ReceivedAt = request.Call is null ? now : 0;
        request.TimeToLive = (int)Math.Clamp(left, 1, int.MaxValue);
        return left <= 0 && options.Value.DropExpiredMessages;
    }

    private void SendResponse(Message request, Response response)
    {
        if (request.SendingSilo is not { } caller)
        {
            LogNobodyToAnswer(logger, request);
            return;
        }

        var frame = codec.EncodeResponse(request, silo.SiloAddress, response);
        if (!caller.Equals(silo.SiloAddress))
        {
            Connections.Send(caller, request, frame);
        }
        else if (!Clients.TrySendResponse(request, frame))
        {
            // A caller here whose request came back after it had been forwarded, or a client that is not connected now.
            using (frame)
            {
                OnResponse(codec.Decode(frame.Memory, out _));
            }
        }
    }
}
