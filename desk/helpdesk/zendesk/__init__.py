"""Zendesk: comments in by webhook. (Answers go out through the generic webhook for now.)"""
