namespace Orleans.Runtime;

/// <content>What comes over connections, and what is for activations, services and callers of this silo.</content>
internal sealed partial class SiloRuntime
{
    /// <summary>A frame from another silo. Its memory is used during the call only.</summary>
    /// <exception cref="InvalidDataException">It is not a message.</exception>
    public void OnFrame(ReadOnlyMemory<byte> frame)
    {
        if (_isStopped)
        {
            return;
        }

        if (MessageCodec.TryReadResponse(frame, out var id, out var body))
        {
            Calls.Find(id)?.Complete(body, bodies);
        }
        else
        {
            OnMessage(codec.Decode(frame, out var problem), problem);
        }
    }

    /// <summary>A message from another silo, or one from a client that the gateway has let in.</summary>
    /// <param name="message">Its body is used during the call only.</param>
    /// <param name="problem">Why it cannot be handled, where that is known.</param>
    public void OnMessage(Message message, Exception? problem)
    {
        if (_isStopped)
        {
            return;
        }

        try
        {
            message.ReceivedAt = Time.GetTimestamp();
            if (problem is null)
            {
                OnMessage(message);
            }
            else
            {
                Reject(message, problem);
            }
        }
        catch (Exception exception)
        {
            LogMessageFailed(logger, message, exception);
        }
    }

    private void OnMessage(Message message)
    {
        if (message.Direction is MessageDirection.Response or MessageDirection.Status)
        {
            OnResponse(message);
        }
        else if (_isRefusing && !WellKnownGrainTypes.IsSystemTarget(message.TargetGrain.Type))
        {
            NoteStale(message);
            Reject(message, new OrleansMessageRejectionException($"Silo {silo.SiloAddress} is stopping: {message} is refused."));
        }
        else if (message.TargetSilo is not null)
        {
            Transmit(message);
        }
        else if (catalog.TryGet(message.TargetGrain, out _))
        {
            message.TargetSilo = silo.SiloAddress;
            DeliverHere(message);
        }
        else
        {
            Send(message);
        }
    }

    private void OnResponse(Message message)
    {
        if (message.StaleAddress is { SiloAddress: { } stale } address)
        {
            Locator.Forget(address.GrainId, stale);
        }

        if (message.TargetGrain.Type.Equals(WellKnownGrainTypes.Client))
        {
            Clients.Route(message);
        }
        else if (message.Direction == MessageDirection.Status)
        {
            Calls.OnStatus(message);
        }
        else
        {
            Calls.Find(message.Id)?.Complete(message.Body, bodies);
        }
    }

    private void DeliverHere(Message message)
    {
        if (WellKnownGrainTypes.IsClient(message.TargetGrain.Type))
        {
            Clients.Route(message);
            return;
        }

        try
        {
            if (message.Direction != MessageDirection.Cancel && message.Request is null)
            {
                message.Request = bodies.ReadRequest(message.InterfaceType, message.Body);
                message.Body = default;
            }

            LocalGrain? target;
            if (WellKnownGrainTypes.IsSystemTarget(message.TargetGrain.Type))
            {
                target = catalog.FindSystemTarget(message.TargetGrain)
                    ?? throw new SiloUnavailableException($"Silo {silo.SiloAddress} does not have {message.TargetGrain}: it is starting, stopping or another incarnation.");
            }
            else if (message.Direction == MessageDirection.Cancel)
            {
                if (!catalog.TryGet(message.TargetGrain, out target))
                {
                    ForwardCancel(message);
                }
            }
            else
            {
                target = catalog.GetOrCreate(message.TargetGrain, message.RequestContext);
                if (target is null)
                {
                    Forward(message, null);
                    return;
                }
            }

            target?.Receive(message);
        }
        catch (Exception exception)
        {
            Reject(message, exception);
        }
    }

    // The request is where this silo believes its grain to be, or not yet anywhere.
    private void ForwardCancel(Message cancel)
    {
        if (cancel.ForwardCount++ < options.Value.MaxForwardCount)
        {
            cancel.TargetSilo = null;
            Send(cancel);
        }
        else
        {
            Cancellations.Hold(cancel);
        }
    }

    private void RetryCancel(Message cancel)
    {
        cancel.ForwardCount = 0;
        cancel.TargetSilo = WellKnownGrainTypes.IsSystemTarget(cancel.TargetGrain.Type) ? silo.SiloAddress : null;
        Send(cancel);
    }
}
