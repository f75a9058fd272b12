/* tw-guard.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "tw-workspace.h"

G_BEGIN_DECLS

/* SQLite's locks are dropped when anything in the process closes another descriptor of the file
 * (sqlite.org/howtocorrupt.html section 2.2), and a file chooser does so when it looks what the files of a
 * folder are. Another program then takes itself for the only one and removes the log in which this
 * one goes on writing. These hold the same places of the file and of its index of the log with locks that
 * belong to a descriptor of our own, so that nobody else's close drops them. */

/* To be called when @workspace or what it was forked from is in WAL mode; again does nothing. From any thread. */
void  tw_guard_hold     (TwWorkspace  *workspace);

/* Lets others go to another mode, and this process too. The descriptors stay open. */
void  tw_guard_release  (TwWorkspace  *workspace);

/* After the last connection of the process to the file is closed, not before. */
void  tw_guard_clear    (TwWorkspace  *workspace);

G_END_DECLS
